/** Who may do what: the tokens that were issued and what they open. */
@NullMarked
package com.bahasadri.videocall.server.domain.token;

import org.jspecify.annotations.NullMarked;
