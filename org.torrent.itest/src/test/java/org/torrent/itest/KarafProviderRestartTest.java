package org.torrent.itest;

import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;

/** The same in Karaf. */
public class KarafProviderRestartTest extends ProviderRestartTest {
    @Override
    @Configuration
    public Option[] configuration() {
        return new Option[] {Karaf.with(KarafProviderRestartTest.class, "torrent-console")};
    }
}
