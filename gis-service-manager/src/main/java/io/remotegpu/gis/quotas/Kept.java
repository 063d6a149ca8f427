package io.remotegpu.gis.quotas;

import io.remotegpu.contracts.CustomerId;

/**
 * What a service keeps, in MiB.
 *
 * @param volumesMb that it was last seen to have written
 * @param filesMb that were uploaded for it
 * @param limitMb that it may keep in all
 */
public record Kept(CustomerId owner, int volumesMb, int filesMb, int limitMb) {
    public int usedMb() {
        return volumesMb + filesMb;
    }

    /** It runs on, and does not start again as long as that is so. */
    public boolean exceeded() {
        return usedMb() > limitMb;
    }
}
