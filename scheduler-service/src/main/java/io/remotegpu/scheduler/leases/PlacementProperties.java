package io.remotegpu.scheduler.leases;

import io.remotegpu.scheduler.placement.StrategyName;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/** @param strategy what makes one fitting host better than another: balance, pack, defragment; fgd, bestfit and random to compare with */
@Validated
@ConfigurationProperties("scheduler.placement")
record PlacementProperties(@DefaultValue("defragment") StrategyName strategy) {}
