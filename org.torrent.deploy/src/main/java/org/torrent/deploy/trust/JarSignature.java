package org.torrent.deploy.trust;

import java.security.cert.X509Certificate;
import java.util.Set;

/**
 * Who signed a jar, all of it.
 *
 * @param signers certificates of the keys that did
 * @param trouble why nobody did; empty when somebody did
 */
public record JarSignature(Set<X509Certificate> signers, String trouble) {
    static JarSignature by(Set<X509Certificate> signers) {
        return new JarSignature(Set.copyOf(signers), "");
    }

    static JarSignature none(String trouble) {
        return new JarSignature(Set.of(), trouble);
    }
}
