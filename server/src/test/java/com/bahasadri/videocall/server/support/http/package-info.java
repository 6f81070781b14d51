/** How tests speak HTTP to a running server: by the contract, and, for hostile cases, past every client library. */
package com.bahasadri.videocall.server.support.http;
