package io.remotegpu.identity;

import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

/** The service beside a provider of single sign-on. */
@IdentityTest
abstract class RunningSso {
    static final OidcProvider PROVIDER = new OidcProvider();

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    Browser browser;

    @DynamicPropertySource
    static void singleSignOn(DynamicPropertyRegistry registry) {
        registry.add("identity.sso.enabled", () -> true);
        registry.add("identity.sso.issuer", PROVIDER::issuer);
        registry.add("identity.sso.client-id", () -> OidcProvider.CLIENT);
        registry.add("identity.sso.client-secret", () -> OidcProvider.SECRET);
        registry.add("identity.sso.callback", () -> OidcProvider.CALLBACK);
        registry.add("identity.sso.landing", () -> "https://gpu.example.org/sso");
        registry.add("identity.sso.allowed-domains", () -> "example.org");
        registry.add("identity.sso.create-accounts", () -> true);
    }

    @BeforeEach
    void openBrowser() {
        browser = new Browser(port);
    }

    /** Somebody with an account of their own, whose address is the same at the provider. */
    Person registered(String name) {
        Person person = new Person(port, name).registered().loggedIn();
        PROVIDER.knows(name, person.email(), true);
        return person;
    }

    void verifyEmail(Person person) {
        jdbc.sql("update customers set email_verified = true where username = :name")
                .param("name", person.username)
                .update();
    }

    /** Registered, verified and linked. */
    Person linked(String name) {
        Person person = registered(name);
        verifyEmail(person);
        browser.link(browser.signOn(name).getValue(), person);
        return person;
    }

    JsonNode audited(String action, long user) {
        Person admin = new Person(port, "admin").loggedInWith("Gpu-Fleet-7-keeper");
        return Person.data(admin.get("/api/v1/admin/audit-logs?action=" + action + "&resource_id=" + user), 200)
                .path("items");
    }
}
