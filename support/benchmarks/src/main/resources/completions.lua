-- Completes every repair in a file, one after the other, with a token.
local requests = {}
local asked = 0

function init(args)
  local headers = { Authorization = "Bearer " .. args[2] }
  for path in io.lines(args[1]) do
    requests[#requests + 1] = wrk.format("PUT", path .. "/completion", headers)
  end
end

function request()
  asked = asked + 1
  return requests[math.min(asked, #requests)]
end
