/** The operations of the contract in groups, generated from {@code api-spec/video-call.yaml}. */
@NullMarked
package com.bahasadri.videocall.client.api;

import org.jspecify.annotations.NullMarked;
