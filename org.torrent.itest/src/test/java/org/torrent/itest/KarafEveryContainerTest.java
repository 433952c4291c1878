package org.torrent.itest;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import javax.inject.Inject;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.api.console.SessionFactory;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;

/** The same in Karaf, commands by way of its own shell. */
public class KarafEveryContainerTest extends EveryContainerTest {
    @Inject
    private SessionFactory shell;

    @Override
    @Configuration
    public Option[] configuration() {
        return new Option[] {Karaf.with(KarafEveryContainerTest.class, "torrent-console", "torrent-deploy")};
    }

    @Override
    String said(String command) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        try (Session session = shell.create(new ByteArrayInputStream(new byte[0]), out, out)) {
            session.execute(command);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
