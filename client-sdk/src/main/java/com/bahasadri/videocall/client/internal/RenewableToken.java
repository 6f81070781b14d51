package com.bahasadri.videocall.client.internal;

import com.bahasadri.videocall.client.RequestOptions;
import java.util.function.Supplier;

/** A token that can be had anew. Safe for use by many threads. */
interface RenewableToken extends Supplier<String> {

    /**
     * Whether {@link #get(RequestOptions)} does not wait.
     *
     * @return whether it is there
     */
    boolean isThere();

    /**
     * Gives it.
     *
     * @param options how long that may take, and what ends it earlier
     * @return the token
     */
    String get(RequestOptions options);

    /**
     * Has it anew, unless another thread has done so.
     *
     * @param refused the token that the server did not take
     * @param options how long that may take, and what ends it earlier
     * @return whether there is another one now
     */
    boolean renew(String refused, RequestOptions options);

    @Override
    default String get() {
        return get(RequestOptions.defaults());
    }
}
