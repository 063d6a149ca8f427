package io.remotegpu.gateway;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;

/**
 * The auto-configurations that the gateway starts, by name in {@code META-INF/spring/<this type>.imports}, and no others.
 * It may share a class path with servlet services, whose DataSource, Kafka, Flyway and servlet security must not start here.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ImportAutoConfiguration
@interface GatewayParts {}
