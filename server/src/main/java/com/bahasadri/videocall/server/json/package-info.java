/** JSON as the contract has it, for requests, answers and messages. */
@NullMarked
package com.bahasadri.videocall.server.json;

import org.jspecify.annotations.NullMarked;
