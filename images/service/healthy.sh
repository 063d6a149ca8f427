#!/bin/bash
# healthy PORT: whether the part that listens there says it is ready. The image has no HTTP client; bash is enough.
exec 3<> "/dev/tcp/127.0.0.1/$1" || exit 1
printf 'GET /actuator/health/readiness HTTP/1.0\r\nHost: localhost\r\n\r\n' >&3
IFS= read -r -t 5 status <&3
[[ $status == *' 200'* ]]
