package io.remotegpu.gis.connections;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Where host names lead to. */
@FunctionalInterface
interface HostNames {
    InetAddress[] addresses(String host) throws UnknownHostException;
}
