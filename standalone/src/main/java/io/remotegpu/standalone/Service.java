package io.remotegpu.standalone;

import org.springframework.boot.Banner;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** One service of the platform, running in this JVM with a context of its own. */
record Service(String name, ConfigurableApplicationContext context) implements AutoCloseable {
    static Service start(String name, SpringApplicationBuilder application, String... arguments) {
        return new Service(
                name,
                application
                        .bannerMode(Banner.Mode.OFF)
                        .registerShutdownHook(false)
                        .run(arguments));
    }

    @Override
    public void close() {
        context.close();
    }
}
