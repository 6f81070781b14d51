/** What the client expects of the server, recorded with Pact for the server to verify. */
package com.bahasadri.videocall.client.pact;
