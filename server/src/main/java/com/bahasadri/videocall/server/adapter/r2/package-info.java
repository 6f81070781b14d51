/** Video files in a bucket of Cloudflare R2, or of another store that speaks S3. */
@NullMarked
package com.bahasadri.videocall.server.adapter.r2;

import org.jspecify.annotations.NullMarked;
