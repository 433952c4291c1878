package org.torrent.itest;

import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;

/** The same in Karaf. */
public class KarafQuickRestartTest extends QuickRestartTest {
    @Override
    @Configuration
    public Option[] configuration() {
        return new Option[] {Karaf.with(KarafQuickRestartTest.class, "torrent-console")};
    }
}
