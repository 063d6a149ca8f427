package io.remotegpu.gis.connections;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Which databases may be named. Loopback, link-local, private and other special addresses are refused, for behind them are the platform's own parts.
 *
 * @param allowedNetworks in CIDR form, whose addresses may be named all the same: where the databases of your people are
 * @param most connections of one user
 */
@Validated
@ConfigurationProperties("gis.connections")
record ConnectionProperties(
        @DefaultValue List<String> allowedNetworks,
        @DefaultValue("100") int most) {}
