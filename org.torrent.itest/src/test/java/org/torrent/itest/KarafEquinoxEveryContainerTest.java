package org.torrent.itest;

import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;

/** The same in Karaf on Equinox. */
public class KarafEquinoxEveryContainerTest extends KarafEveryContainerTest {
    @Override
    @Configuration
    public Option[] configuration() {
        return new Option[] {
            Karaf.on("equinox", KarafEquinoxEveryContainerTest.class, "torrent-console", "torrent-deploy")
        };
    }
}
