package org.torrent.deploy.framework;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.torrent.api.deploy.BundleReadiness;
import org.torrent.api.deploy.Readiness;

/**
 * Asks whoever takes up what bundles offer. Their code runs where nobody needs the thread; who hangs or throws is named once and
 * asked no more. While nobody can be asked nothing is ready. On the deployer's thread.
 */
final class ReadyQuestions {
    private final BundleContext context;
    private final DisposableCalls calls;
    private final Consumer<String> warn;
    private final Set<ServiceReference<BundleReadiness>> useless = new HashSet<>();

    /** {@code calls} has a deadline that is not configured: a short one would take who is slow once for one that hangs. */
    ReadyQuestions(BundleContext context, DisposableCalls calls, Consumer<String> warn) {
        this.context = context;
        this.calls = calls;
        this.warn = warn;
    }

    /** Completes with what the last of all says of each bundle. */
    CompletionStage<Map<Long, Readiness>> ask(Set<Long> bundles) {
        Map<Long, Readiness> answers = new HashMap<>();
        bundles.forEach(bundle -> answers.put(bundle, Readiness.ready()));
        CompletionStage<Void> asked = CompletableFuture.completedFuture(null);
        for (ServiceReference<BundleReadiness> reference : services()) {
            asked = asked.thenCompose(v -> ask(reference, answers));
        }
        return asked.thenApply(v -> answers);
    }

    private Set<ServiceReference<BundleReadiness>> services() {
        try {
            Set<ServiceReference<BundleReadiness>> all =
                    new HashSet<>(context.getServiceReferences(BundleReadiness.class, null));
            useless.retainAll(all);
            all.removeAll(useless);
            return all;
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e); // there is no filter
        }
    }

    private CompletionStage<Void> ask(ServiceReference<BundleReadiness> reference, Map<Long, Readiness> answers) {
        Map<Long, Readiness> own = new HashMap<>(answers);
        return calls.call(
                        "the question whether bundles are ready",
                        () -> own.replaceAll((bundle, known) -> worse(known, answer(reference, bundle))),
                        DisposableCalls.Late.NOBODY)
                .handle((v, error) -> {
                    if (error == null) {
                        answers.putAll(own);
                    } else if (DisposableCalls.isRefused(error)) {
                        Readiness unasked = Readiness.pending("nobody can be asked: " + error.getMessage());
                        answers.replaceAll((bundle, known) -> worse(known, unasked));
                    } else {
                        useless.add(reference);
                        warn.accept(reference + " is not asked any more whether bundles are ready: " + error);
                    }
                    return null;
                });
    }

    /** Of one that just left: it has nothing to say. */
    private Readiness answer(ServiceReference<BundleReadiness> reference, long bundle) {
        BundleReadiness service = context.getService(reference);
        try {
            Readiness answer = service == null ? null : service.of(bundle);
            return answer == null ? Readiness.ready() : answer;
        } finally {
            context.ungetService(reference);
        }
    }

    private static Readiness worse(Readiness one, Readiness other) {
        return one.state().compareTo(other.state()) >= 0 ? one : other;
    }
}
