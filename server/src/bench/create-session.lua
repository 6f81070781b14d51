-- Each request comes from a client of its own, so that the limit per client address is not what is measured.
local n = 0
request = function()
  n = n + 1
  local address = string.format("10.%d.%d.%d", math.random(0, 255), math.floor(n / 250) % 250, n % 250)
  return wrk.format("POST", "/api/video-call/session",
    { ["Content-Type"] = "application/json", ["X-Forwarded-For"] = address }, '{"name":"Benchmark"}')
end
