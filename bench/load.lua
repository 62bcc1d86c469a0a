-- Requests for wrk: pages and API by turns; the addresses stand in the file that LOAD_PATHS names. Counts what is not 200.
local paths = {}
for path in io.lines(os.getenv("LOAD_PATHS")) do paths[#paths + 1] = path end
local at = 0
local threads = {}
wrong = 0

function setup(thread) threads[#threads + 1] = thread end
function init()
  math.randomseed(tonumber(tostring({}):match("0x(%x+)"), 16) % 2147483647)
  at = math.random(#paths)
end
function request()
  at = at % #paths + 1
  return wrk.format("GET", paths[at], {["Accept-Encoding"] = "gzip"})
end
function response(status) if status ~= 200 then wrong = wrong + 1 end end
function done(summary, latency)
  local not_200 = 0
  for _, thread in ipairs(threads) do not_200 = not_200 + thread:get("wrong") end
  local e = summary.errors
  io.write(string.format('LOAD {"requests": %d, "seconds": %.1f, "bytes": %d, "errors": %d, "p50_ms": %.1f, "p99_ms": %.1f, "max_ms": %.1f}\n',
    summary.requests, summary.duration / 1e6, summary.bytes, not_200 + e.connect + e.read + e.write + e.timeout,
    latency:percentile(50) / 1e3, latency:percentile(99) / 1e3, latency.max / 1e3))
end
