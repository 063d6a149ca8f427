package io.remotegpu.gis.quotas;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** @param expiryDate when the default plan takes its place, null for never */
record Quota(QuotaType type, Limits limits, @Nullable Instant expiryDate) {}
