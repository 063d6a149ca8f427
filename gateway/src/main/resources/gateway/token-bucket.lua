-- A bucket of ARGV[1] tokens that refills by ARGV[2] tokens per second; one request takes one token.
-- Answers {allowed 0|1, tokens left, milliseconds until the next token, seconds until full}. Redis' own clock counts, so all gateways agree.
local capacity = tonumber(ARGV[1])
local per_second = tonumber(ARGV[2])
local time = redis.call('TIME')
local now = tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)

local state = redis.call('HMGET', KEYS[1], 'tokens', 'at')
local tokens = tonumber(state[1]) or capacity
local at = tonumber(state[2]) or now
tokens = math.min(capacity, tokens + math.max(0, now - at) / 1000 * per_second)

local allowed = tokens >= 1
if allowed then
  tokens = tokens - 1
end
redis.call('HSET', KEYS[1], 'tokens', tostring(tokens), 'at', string.format('%.0f', now))
local full = math.ceil((capacity - tokens) / per_second)
redis.call('EXPIRE', KEYS[1], full + 1)

local wait = 0
if tokens < 1 then
  wait = math.ceil((1 - tokens) / per_second * 1000)
end
return { allowed and 1 or 0, math.floor(tokens), wait, full }
