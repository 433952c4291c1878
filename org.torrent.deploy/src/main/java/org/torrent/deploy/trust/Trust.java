package org.torrent.deploy.trust;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;

/** Whose jars may run. */
public sealed interface Trust {
    /** Nobody wants to know. */
    Trust ANYONE = new Anyone();

    /** Why a jar that comes at that moment may not run, in one line; empty: it may. */
    String whyNot(JarSignature signature, Instant now);

    /** Why one that runs may not go on; empty: it may. A certificate that ran out ends nothing. */
    String whyNotOn(JarSignature signature);

    /** What could not be read, and why; empty: nothing. */
    default String trouble() {
        return "";
    }

    /** Signed or not. */
    record Anyone() implements Trust {
        @Override
        public String whyNot(JarSignature signature, Instant now) {
            return "";
        }

        @Override
        public String whyNotOn(JarSignature signature) {
            return "";
        }
    }

    /** Nobody knows whose: what runs goes on, and nothing new comes. */
    record Unknown(Path store, String trouble) implements Trust {
        @Override
        public String whyNot(JarSignature signature, Instant now) {
            return "only signed jars may run, and nobody knows whose: the trust store " + trouble;
        }

        @Override
        public String whyNotOn(JarSignature signature) {
            return "";
        }
    }

    /** Those that one of these certificates' keys signed. */
    record Keys(Path store, Set<X509Certificate> certificates) implements Trust {
        private static final int NAME_CHARACTERS = 120;

        @Override
        public String whyNot(JarSignature signature, Instant now) {
            String reason = whyNotOn(signature);
            if (!reason.isEmpty()
                    || signature.signers().stream().anyMatch(signer -> isTrusted(signer) && isValid(signer, now))) {
                return reason;
            }
            X509Certificate old = signature.signers().stream()
                    .filter(this::isTrusted)
                    .findFirst()
                    .orElseThrow();
            return name(old) + " signed it, whose certificate is valid from "
                    + date(old.getNotBefore().toInstant())
                    + " to " + date(old.getNotAfter().toInstant())
                    + " only: sign it with a new one, and import that into " + store;
        }

        @Override
        public String whyNotOn(JarSignature signature) {
            if (!signature.trouble().isEmpty()) {
                return signature.trouble() + "; only what a key of " + store + " signed may run";
            }
            if (signature.signers().stream().noneMatch(this::isTrusted)) {
                return name(signature.signers().iterator().next()) + " signed it, whose certificate is not in " + store;
            }
            return "";
        }

        private boolean isTrusted(X509Certificate signer) {
            return certificates.contains(signer);
        }

        private static boolean isValid(X509Certificate signer, Instant now) {
            return !now.isBefore(signer.getNotBefore().toInstant())
                    && !now.isAfter(signer.getNotAfter().toInstant());
        }

        private static String date(Instant moment) {
            return moment.atZone(ZoneOffset.UTC).toLocalDate().toString();
        }

        /** Somebody else chose it. */
        private static String name(X509Certificate signer) {
            String name = signer.getSubjectX500Principal().getName();
            return name.length() <= NAME_CHARACTERS ? name : name.substring(0, NAME_CHARACTERS - 1) + '\u2026';
        }
    }
}
