package org.torrent.console.args;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import org.torrent.model.HostPort;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** {@code HOST:PORT} of a peer: {@code 192.0.2.1:6881}, {@code [2001:db8::1]:6881}, {@code name.example:6881}. */
public final class PeerAddress implements ITypeConverter<InetSocketAddress> {
    @Override
    public InetSocketAddress convert(String text) {
        HostPort parsed = parse(text);
        try {
            return new InetSocketAddress(InetAddress.getByName(parsed.host()), parsed.port());
        } catch (UnknownHostException e) {
            throw new TypeConversionException("'" + text + "': the host " + parsed.host() + " is not known");
        }
    }

    private static HostPort parse(String text) {
        try {
            return HostPort.parse(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException("'" + text + "' is not HOST:PORT: " + e.getMessage());
        }
    }
}
