package com.bahasadri.videocall.client.internal;

import java.util.function.Supplier;

/** A token that can be had anew. Safe for use by many threads. */
interface RenewableToken extends Supplier<String> {

    /**
     * Has it anew, unless another thread has done so.
     *
     * @param refused the token that the server did not take
     * @return whether there is another one now
     */
    boolean renew(String refused);
}
