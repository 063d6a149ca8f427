package io.remotegpu.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.http.HttpMethod;

@IdentityTest
class SsoOffIT {
    @LocalServerPort
    private int port;

    @Autowired
    private ApplicationContext service;

    @Test
    void loadsNothingOfSingleSignOnUnlessItIsOn() {
        assertThat(service.getBeansOfType(Object.class).values())
                .noneMatch(bean -> bean.getClass().getName().startsWith("io.remotegpu.identity.sso."));
        Person anyone = new Person(port, "anyone");
        assertThat(Person.code(anyone.get("/api/v1/auth/sso"))).isEqualTo(40006);
        assertThat(Person.code(anyone.send(HttpMethod.POST, "/api/v1/auth/sso/token", Map.of("code", "x"))))
                .isEqualTo(40006);
    }
}
