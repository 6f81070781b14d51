/** The values of the contract as immutable records, generated from {@code api-spec/video-call.yaml}. */
@NullMarked
package com.bahasadri.videocall.client.model;

import org.jspecify.annotations.NullMarked;
