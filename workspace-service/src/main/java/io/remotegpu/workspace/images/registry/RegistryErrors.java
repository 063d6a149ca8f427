package io.remotegpu.workspace.images.registry;

import io.remotegpu.contracts.error.ErrorCode;
import io.remotegpu.contracts.error.PlatformException;

/** What is said when a registry does not do its part. */
final class RegistryErrors {
    private static final int LONGEST_QUOTE = 300;

    private RegistryErrors() {}

    static PlatformException unreachable(RegistryAddress address, Throwable failure) {
        return new PlatformException(
                ErrorCode.REGISTRY_ERROR, "registry " + address + " cannot be reached; check the address", failure);
    }

    static PlatformException refused(RegistryAddress address, int status, String body) {
        String hint = status == 401 || status == 403 ? "; check username and password" : "";
        return new PlatformException(
                ErrorCode.REGISTRY_ERROR, "registry " + address + " answered " + status + hint + quoted(body));
    }

    static PlatformException strange(RegistryAddress address, String what) {
        return new PlatformException(ErrorCode.REGISTRY_ERROR, "registry " + address + " " + what);
    }

    private static String quoted(String body) {
        String line = body.strip().replaceAll("\\p{Cntrl}+", " ");
        return line.isEmpty() ? "" : ": " + line.substring(0, Math.min(line.length(), LONGEST_QUOTE));
    }
}
