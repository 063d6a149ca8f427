-- KEYS: as in failures-begin. ARGV: failures allowed overall. Takes back what was counted from this address, and a lock that it caused.
local mine = tonumber(redis.call('GET', KEYS[1]) or '1')
redis.call('DEL', KEYS[1], KEYS[2])
local overall = tonumber(redis.call('GET', KEYS[3]) or '0') - mine
if overall <= 0 then
    redis.call('DEL', KEYS[3], KEYS[4])
else
    redis.call('DECRBY', KEYS[3], mine)
    if overall < tonumber(ARGV[1]) then
        redis.call('DEL', KEYS[4])
    end
end
return 0
