-- Asks for the completion of every repair in a file, one after the other.
local requests = {}
local asked = 0

function init(args)
  for path in io.lines(args[1]) do
    requests[#requests + 1] = wrk.format("PUT", path .. "/completion")
  end
end

function request()
  asked = asked + 1
  return requests[math.min(asked, #requests)]
end
