/**
 * What a program does with Cloudflare's client, and what it must see. The same calls can be made to Cloudflare, save for
 * those of the emulator's controls.
 */
import assert from "node:assert/strict";

/**
 * @param {import("cloudflare").default} client
 * @param {(method: string, path: string, body?: object) => Promise<any>} control calls the emulator's controls
 * @param {(name: string, value: string) => string} seen remembers an id by a name, and returns it
 * @param {{account_id: string, app_id: string}} where
 */
export async function calls(client, control, seen, where) {
  await control("PATCH", "/emulator/clock", { stopped: true });
  const apps = await client.realtimeKit.apps.get({ account_id: where.account_id });
  assert.deepEqual(apps.data.map(({ id }) => id), [where.app_id]);
  const meeting = await meetings(client, control, seen, where);
  const people = await participants(client, control, seen, where, meeting);
  await presets(client, seen, where);
  await webhooks(client, seen, where);
  await session(client, control, seen, where, meeting, people);
  await refusals(client, where, meeting);
}

/** Lists are in the order of time. */
async function later(control) {
  await control("PATCH", "/emulator/clock", { advance_seconds: 1 });
}

async function meetings(client, control, seen, where) {
  const { meetings } = client.realtimeKit;
  const created = await meetings.create(where.app_id, {
    account_id: where.account_id,
    title: "Room 12",
    record_on_start: false,
    session_keep_alive_time_in_secs: 60,
    ai_config: { transcription: { language: "en-US", keywords: ["Bahasadri"], profanity_filter: false } },
    recording_config: { max_seconds: 3600, video_config: { codec: "H264", width: 1280, height: 720 } },
  });
  assert.equal(created.success, true);
  assert.equal(created.data.title, "Room 12");
  assert.equal(created.data.recording_config.video_config.codec, "H264");
  const meeting = seen("meeting", created.data.id);
  await later(control);
  const other = seen("other", (await meetings.create(where.app_id, { account_id: where.account_id, title: null })).data.id);

  const page = await meetings.get(where.app_id, { account_id: where.account_id, page_no: 1, per_page: 1 });
  assert.equal(page.data.length, 1);
  assert.equal(page.paging.total_count, 2);
  const found = await meetings.get(where.app_id, {
    account_id: where.account_id,
    search: "room",
    status: "ACTIVE",
    start_time: "2020-01-01T00:00:00Z",
    end_time: "2100-01-01T00:00:00.000Z",
  });
  assert.deepEqual(found.data.map(({ id }) => id), [meeting]);
  assert.equal("recording_config" in found.data[0] || "ai_config" in found.data[0], false);
  assert.equal((await meetings.getMeetingByID(meeting, where)).data.id, meeting);

  const patched = await meetings.updateMeetingByID(other, { ...where, title: "Other", status: "INACTIVE" });
  assert.equal(patched.data.status, "INACTIVE");
  const replaced = await meetings.replaceMeetingByID(other, { ...where, title: "Replaced", persist_chat: true });
  assert.deepEqual([replaced.data.title, replaced.data.persist_chat], ["Replaced", true]);
  await meetings.get(where.app_id, { account_id: where.account_id, status: "INACTIVE" });
  return meeting;
}

async function participants(client, control, seen, where, meeting) {
  const { meetings } = client.realtimeKit;
  const ids = [];
  for (const name of ["ann", "bob", "cem"]) {
    const added = await meetings.addParticipant(meeting, {
      ...where,
      custom_participant_id: `s42-${name}`,
      preset_name: "group_call_participant",
      name,
      picture: `https://example.com/${name}.png`,
    });
    assert.match(added.data.token, /^eyJ/);
    ids.push(seen(name, added.data.id));
    await later(control);
  }
  const page = await meetings.getMeetingParticipants(meeting, { ...where, page_no: 2, per_page: 2 });
  assert.deepEqual(page.data.map(({ id }) => id).length, 1);
  assert.equal(page.paging.total_count, 3);
  const [ann, , cem] = ids;
  const one = await meetings.getMeetingParticipant(ann, { ...where, meeting_id: meeting });
  assert.equal(one.data.custom_participant_id, "s42-ann");
  assert.equal("token" in one.data, false);
  const edited = await meetings.editParticipant(ann, { ...where, meeting_id: meeting, name: "Ann B." });
  assert.equal(edited.data.name, "Ann B.");
  assert.match(edited.data.token, /^eyJ/);
  const renewed = await meetings.refreshParticipantToken(ann, { ...where, meeting_id: meeting });
  assert.match(renewed.data.token, /^eyJ/);
  const deleted = await meetings.deleteMeetingParticipant(cem, { ...where, meeting_id: meeting });
  assert.deepEqual(Object.keys(deleted.data).sort(), ["created_at", "custom_participant_id", "preset_id", "updated_at"]);
  return ids;
}

async function presets(client, seen, where) {
  const { presets } = client.realtimeKit;
  const listed = await presets.get(where.app_id, { account_id: where.account_id });
  assert.deepEqual(Object.keys(listed.data[0]).sort(), ["created_at", "id", "name", "updated_at"]);
  seen("host", listed.data.find(({ name }) => name === "group_call_host").id);
  const stock = (await presets.getPresetByID(listed.data[0].id, where)).data;
  const { name, config, permissions, ui } = stock;
  const wanted = { config, permissions: { ...permissions, hidden_participant: true, stage_enabled: false }, ui };
  const created = await presets.create(where.app_id, { account_id: where.account_id, name: "operator", ...wanted });
  assert.deepEqual(created.data.permissions, wanted.permissions);
  assert.deepEqual(created.data.config, config);
  const preset = seen("preset", created.data.id);
  const patched = await presets.update(preset, { ...where, permissions: { can_record: false } });
  assert.deepEqual([patched.data.permissions.can_record, patched.data.permissions.hidden_participant], [false, true]);
  const replaced = await presets.replacePresetByID(preset, { ...where, name: "monitor", config, permissions, ui });
  assert.deepEqual([replaced.data.name, replaced.data.permissions.hidden_participant], ["monitor", false]);
  assert.equal((await presets.get(where.app_id, { account_id: where.account_id, search: "monitor" })).data.length, 1);
  assert.equal((await presets.delete(preset, where)).data.name, "monitor");
  assert.notEqual(name, "monitor");
}

async function webhooks(client, seen, where) {
  const { webhooks } = client.realtimeKit;
  const url = "http://127.0.0.1:9/webhooks/realtimekit";
  const created = await webhooks.createWebhook(where.app_id, {
    account_id: where.account_id,
    name: "vccc",
    url,
    events: ["meeting.started", "meeting.ended", "meeting.participantJoined", "meeting.participantLeft"],
    enabled: false,
  });
  assert.deepEqual([created.data.enabled, created.data.events.length], [false, 4]);
  const webhook = seen("webhook", created.data.id);
  assert.deepEqual((await webhooks.getWebhooks(where.app_id, { account_id: where.account_id })).data.length, 1);
  assert.equal((await webhooks.getWebhookByID(webhook, where)).data.url, url);
  const edited = await webhooks.editWebhook(webhook, { ...where, events: ["meeting.ended"] });
  assert.deepEqual([edited.data.name, edited.data.events], ["vccc", ["meeting.ended"]]);
  const replaced = await webhooks.replaceWebhook(webhook, {
    ...where,
    name: "other",
    url,
    events: ["recording.statusUpdate"],
    enabled: false,
  });
  assert.equal(replaced.data.name, "other");
  assert.equal((await webhooks.deleteWebhook(webhook, where)).data.id, webhook);
  assert.deepEqual((await webhooks.getWebhooks(where.app_id, { account_id: where.account_id })).data, []);
}

async function session(client, control, seen, where, meeting, [ann, bob]) {
  const { activeSession, sessions } = client.realtimeKit;
  await assert.rejects(activeSession.getActiveSession(meeting, where), { status: 404 });
  seen("annsPeer", (await control("POST", `/emulator/meetings/${meeting}/participants/${ann}/join`)).peer_id);
  await control("PATCH", "/emulator/clock", { advance_seconds: 30 });
  seen("bobsPeer", (await control("POST", `/emulator/meetings/${meeting}/participants/${bob}/join`)).peer_id);
  await control("PATCH", "/emulator/clock", { advance_seconds: 30 });
  const live = (await activeSession.getActiveSession(meeting, where)).data;
  const id = seen("session", live.id);
  assert.deepEqual([live.status, live.live_participants, live.associated_id], ["LIVE", 2, meeting]);

  await assert.rejects(activeSession.kickParticipants(meeting, { ...where, custom_participant_ids: ["nobody"] }), { status: 404 });
  await muted(client, where, meeting, ann);
  const polled = await activeSession.createPoll(meeting, { ...where, question: "Tea?", options: ["yes", "no"], anonymous: true });
  assert.deepEqual(polled.data.poll.options.map(({ text, count }) => [text, count]), [["yes", 0], ["no", 0]]);
  const kicked = await activeSession.kickParticipants(meeting, { ...where, custom_participant_ids: ["s42-bob"] });
  assert.deepEqual(kicked.data.participants.map((one) => one.id), [bob]);

  const list = await sessions.getSessions(where.app_id, {
    account_id: where.account_id,
    associated_id: meeting,
    status: "LIVE",
    search: "Room",
    sort_by: "createdAt",
    sort_order: "DESC",
    page_no: 1,
    per_page: 10,
  });
  assert.deepEqual(list.data.sessions.map((one) => one.id), [id]);
  assert.equal((await sessions.getSessionDetails(id, { ...where, include_breakout_rooms: false })).data.id, id);
  const stays = await sessions.getSessionParticipants(id, {
    ...where,
    include_peer_events: true,
    sort_by: "joinedAt",
    sort_order: "ASC",
    view: "raw",
    page_no: 1,
    per_page: 50,
  });
  assert.deepEqual(stays.data.participants.map((one) => one.user_id), [ann, bob]);
  const events = stays.data.participants[1].peer_events.map((one) => one.event_name);
  assert.deepEqual(events, ["PEER_CREATED", "PEER_JOINING", "PEER_LEAVING"]);
  const plain = await sessions.getSessionParticipants(id, { ...where, search: "bob" });
  assert.deepEqual(plain.data.participants.map((one) => [one.user_id, "peer_events" in one]), [[bob, false]]);
  const one = await sessions.getSessionParticipantDetails(ann, { ...where, session_id: id, include_peer_events: false });
  assert.equal(one.data.participant.custom_participant_id, "s42-ann");

  await recordings(client, control, seen, where, meeting, id);

  assert.equal((await activeSession.kickAllParticipants(meeting, where)).data.kicked_participants_count, 1);
  assert.equal((await sessions.getSessionDetails(id, where)).data.status, "ENDED");
}

async function recordings(client, control, seen, where, meeting, session) {
  const { recordings } = client.realtimeKit;
  const started = await recordings.startRecordings(where.app_id, {
    account_id: where.account_id,
    meeting_id: meeting,
    max_seconds: 3600,
    file_name_prefix: "room",
    audio_config: { codec: "AAC", channel: "stereo", export_file: true },
    video_config: { codec: "H264", width: 1280, height: 720, export_file: true },
    realtimekit_bucket_config: { enabled: true },
  });
  const recording = seen("recording", started.data.id);
  assert.deepEqual([started.data.status, started.data.session_id, started.data.started_time], ["INVOKED", session, null]);
  await control("PATCH", "/emulator/clock", { advance_seconds: 5 });
  assert.equal((await recordings.getActiveRecordings(meeting, where)).data.status, "RECORDING");
  assert.equal((await recordings.pauseResumeStopRecording(recording, { ...where, action: "pause" })).data.status, "PAUSED");
  await recordings.pauseResumeStopRecording(recording, { ...where, action: "resume" });
  await control("PATCH", "/emulator/clock", { advance_seconds: 20 });
  const stopped = await recordings.pauseResumeStopRecording(recording, { ...where, action: "stop" });
  assert.deepEqual([stopped.data.status, stopped.data.recording_duration], ["UPLOADING", 20]);
  await control("PATCH", "/emulator/clock", { advance_seconds: 10 });
  const stored = (await recordings.getOneRecording(recording, where)).data;
  assert.deepEqual([stored.status, stored.stop_reason.reason], ["UPLOADED", "API_CALL"]);
  assert.match(stored.download_url, /^https:.*\.mp4$/);
  assert.match(stored.audio_download_url, /^https:.*\.mp3$/);
  const listed = await recordings.getRecordings(where.app_id, {
    account_id: where.account_id,
    meeting_id: meeting,
    status: ["UPLOADING", "UPLOADED"],
    expired: false,
    search: "Room",
    sort_by: "invokedTime",
    sort_order: "DESC",
    page_no: 1,
    per_page: 10,
  });
  assert.deepEqual([listed.data.map(({ id }) => id), listed.paging.total_count], [[recording], 1]);
  await assert.rejects(recordings.getActiveRecordings(meeting, where), { status: 404 });
  await assert.rejects(recordings.pauseResumeStopRecording(recording, { ...where, action: "stop" }), { status: 409 });
}

/** The client has no method for it; its documentation says to call the path. */
async function muted(client, where, meeting, ann) {
  const path = `/accounts/${where.account_id}/realtime/kit/${where.app_id}/meetings/${meeting}/active-session`;
  const body = { participant_ids: [ann], custom_participant_ids: [] };
  assert.deepEqual((await client.post(`${path}/mute`, { body })).data.action, "mute");
  assert.deepEqual((await client.post(`${path}/mute-all`, { body: { allow_unmute: true } })).data.action, "mute-all");
}

async function refusals(client, where, meeting) {
  const { meetings, presets, webhooks } = client.realtimeKit;
  const singular = (status) => (failure) => {
    assert.equal(failure.status, status);
    assert.equal(failure.error.error.code, status);
    return true;
  };
  const plural = (status) => (failure) => {
    assert.equal(failure.status, status);
    assert.equal(failure.errors.length, 1);
    return true;
  };
  await assert.rejects(meetings.getMeetingByID("nothing", where), singular(404));
  await assert.rejects(meetings.create("", { account_id: where.account_id }), { status: 404 });
  await assert.rejects(meetings.create(where.app_id, { account_id: where.account_id, title: 7, session_keep_alive_time_in_secs: 1 }), singular(400));
  await assert.rejects(meetings.addParticipant(meeting, { ...where, preset_name: "group_call_host" }), singular(400));
  await assert.rejects(presets.getPresetByID("nothing", where), singular(404));
  await assert.rejects(webhooks.getWebhookByID("nothing", where), singular(404));
  await assert.rejects(
    webhooks.createWebhook(where.app_id, { account_id: where.account_id, name: "x", url: "ftp://x/", events: ["meeting.ended"] }),
    singular(400),
  );
  const stranger = client.withOptions({ apiToken: "wrong" });
  await assert.rejects(stranger.realtimeKit.meetings.getMeetingByID(meeting, where), plural(401));
  await assert.rejects(meetings.getMeetingByID(meeting, { ...where, account_id: "other" }), plural(403));
}
