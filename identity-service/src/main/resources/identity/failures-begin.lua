-- KEYS: failures and lock of an account from one address, then of the account from all. ARGV: lock in ms, failures allowed, overall.
-- Returns the milliseconds that a lock still lasts, or 0 for a try that is free; it is counted then.
for _, lock in ipairs({KEYS[2], KEYS[4]}) do
    local left = redis.call('PTTL', lock)
    if left > 0 then
        return left
    end
end
local function count(failures, lock, allowed)
    local n = redis.call('INCR', failures)
    if n == 1 then
        redis.call('PEXPIRE', failures, ARGV[1])
    end
    if n >= tonumber(allowed) then
        -- The count ends with the lock: what comes after is a first again.
        redis.call('SET', lock, '1', 'PX', ARGV[1])
        redis.call('PEXPIRE', failures, ARGV[1])
    end
end
count(KEYS[1], KEYS[2], ARGV[2])
count(KEYS[3], KEYS[4], ARGV[3])
return 0
