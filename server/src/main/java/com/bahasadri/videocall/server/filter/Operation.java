package com.bahasadri.videocall.server.filter;

import com.bahasadri.videocall.server.domain.token.Access;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What the contract says of an operation, on the generated interface's method; the filters act on it. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Operation {
    /**
     * The operation's id.
     *
     * @return the {@code operationId}
     */
    String id();

    /**
     * Who may call it.
     *
     * @return the contract's {@code x-access}
     */
    Access access() default Access.NONE;

    /**
     * Which limit its calls count against.
     *
     * @return the contract's {@code x-rate-limit}, or an empty string
     */
    String rateLimit() default "";

    /**
     * Whether its body is taken as it arrives, and limited by who takes it.
     *
     * @return true for an upload
     */
    boolean streamed() default false;
}
