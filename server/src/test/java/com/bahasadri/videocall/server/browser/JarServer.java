package com.bahasadri.videocall.server.browser;
