package io.remotegpu.identity.notifications.delivery;

import java.io.IOException;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.util.Timeout;

/** Posts to strangers' addresses: public ones only, no redirects, cookies or retries, and nothing of the answer but its status. */
final class WebhookClient implements AutoCloseable {
    private static final int CONNECTIONS = 100;
    private static final int CONNECTIONS_PER_ADDRESS = 4;

    private final CloseableHttpClient http;
    private final PublicAddresses addresses;
    private final long patienceMillis;

    WebhookClient(DeliveryProperties properties, DnsResolver names) {
        Timeout timeout = Timeout.of(properties.webhookTimeout());
        addresses = new PublicAddresses(names, properties.allowPrivateAddresses());
        patienceMillis = timeout.toMilliseconds() * 2;
        PoolingHttpClientConnectionManager connections = PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(addresses)
                .setMaxConnTotal(CONNECTIONS)
                .setMaxConnPerRoute(CONNECTIONS_PER_ADDRESS)
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(timeout)
                        .setSocketTimeout(timeout)
                        .build())
                .build();
        http = HttpClients.custom()
                .setConnectionManager(connections)
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setResponseTimeout(timeout)
                        .setConnectionRequestTimeout(timeout)
                        .build())
                .setUserAgent("RemoteGPU-Webhook/1")
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .build();
    }

    /** Whether the host has public addresses now; at each delivery it is looked at again. */
    boolean mayReach(URI url) {
        try {
            return addresses.resolve(url.getHost()).length > 0;
        } catch (UnknownHostException refused) {
            return false;
        }
    }

    /**
     * Returns the status of the answer.
     *
     * @throws IOException if there is none in time, or the address is refused
     */
    int post(URI url, String body, Map<String, String> headers) throws IOException {
        HttpPost post = new HttpPost(url);
        headers.forEach(post::setHeader);
        post.setEntity(new StringEntity(body, ContentType.APPLICATION_JSON));
        // Timeouts count from byte to byte; somebody who trickles would hold us for ever.
        CompletableFuture.delayedExecutor(patienceMillis, TimeUnit.MILLISECONDS).execute(post::cancel);
        // Closed unread: how much somebody answers is no concern of ours.
        try (ClassicHttpResponse response = http.executeOpen(HttpHost.create(url), post, null)) {
            return response.getCode();
        }
    }

    @Override
    public void close() throws IOException {
        http.close();
    }
}
