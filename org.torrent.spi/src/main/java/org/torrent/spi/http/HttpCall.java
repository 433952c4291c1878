package org.torrent.spi.http;

import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;

/** An exchange under way. Thread-safe. */
@ProviderType
public interface HttpCall {
    /**
     * The answer, whatever its status, or an {@link HttpException}. Completes once, on a thread of the provider that
     * must not be blocked: whoever has work to do hands it to a thread of his own.
     */
    CompletionStage<HttpResponse> response();

    /** Gives up: the connection closes, the stage fails with {@link HttpException.Kind#CANCELLED}. No effect later. */
    void cancel();
}
