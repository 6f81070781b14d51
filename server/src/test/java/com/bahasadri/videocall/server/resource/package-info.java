/** The REST API over HTTP, each answer held to the contract. */
package com.bahasadri.videocall.server.resource;
