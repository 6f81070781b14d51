/** Video files to test with, made on the spot. */
package com.bahasadri.videocall.server.support.media;
