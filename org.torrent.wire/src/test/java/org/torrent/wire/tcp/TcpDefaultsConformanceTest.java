package org.torrent.wire.tcp;

/** TCP keeps the contract of the port with the settings it ships with, too. */
class TcpDefaultsConformanceTest extends TcpConformanceTest {
    @Override
    Settings settings() {
        return Settings.DEFAULTS;
    }
}
