/** In a mesh everybody sends to everybody: no single picture may fill the line. The console shows small ones. */
const MAX_BITS_PER_SECOND = Object.freeze({ camera: 900_000, preview: 400_000, screen: 1_500_000 });

/**
 * Limits what is sent to one peer, after the negotiation.
 *
 * @param {RTCPeerConnection} connection With the transceivers audio, camera, screen.
 * @param {RTCRtpTransceiverDirection} direction "sendonly" towards the console.
 */
export async function limitBitrates(connection, direction) {
  if (direction === "recvonly") return;
  const [, camera, screen] = connection.getTransceivers().map(({ sender }) => sender);
  await limit(camera, direction === "sendonly" ? MAX_BITS_PER_SECOND.preview : MAX_BITS_PER_SECOND.camera);
  await limit(screen, MAX_BITS_PER_SECOND.screen);
}

/**
 * @param {RTCRtpSender|undefined} sender
 * @param {number} maxBitrate
 */
async function limit(sender, maxBitrate) {
  const parameters = sender?.getParameters();
  if (!parameters?.encodings?.length) return;
  for (const encoding of parameters.encodings) encoding.maxBitrate = maxBitrate;
  await sender?.setParameters(parameters);
}
