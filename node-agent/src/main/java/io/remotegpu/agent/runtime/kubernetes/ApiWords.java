package io.remotegpu.agent.runtime.kubernetes;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.remotegpu.agent.runtime.WorkloadFailure;
import io.remotegpu.contracts.error.ErrorCode;
import io.remotegpu.contracts.workload.FailureCause;
import io.remotegpu.contracts.workload.PortMapping;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the cluster's refusals mean. */
final class ApiWords {
    private static final int UNPROCESSABLE = 422;
    private static final Pattern PORT = Pattern.compile("nodePort: Invalid value: (\\d{1,5})");

    private ApiWords() {}

    static String of(KubernetesClientException refused) {
        return refused.getStatus() == null || refused.getStatus().getMessage() == null
                ? String.valueOf(refused.getMessage())
                : refused.getStatus().getMessage();
    }

    /** A refusal of what was asked will be repeated by every try, any other may pass. */
    static RuntimeException failure(KubernetesClientException refused) {
        boolean invalid = refused.getCode() == UNPROCESSABLE || refused.getCode() == HttpURLConnection.HTTP_BAD_REQUEST;
        return failure(invalid ? FailureCause.INVALID_WORKLOAD : FailureCause.HOST_ERROR, of(refused));
    }

    static RuntimeException failure(FailureCause cause, String reason) {
        return new WorkloadFailure(cause, reason).asException(ErrorCode.KUBERNETES_ERROR);
    }

    /** The same for a service, whose port somebody else may have or the cluster may not open. */
    static RuntimeException ofService(KubernetesClientException refused, List<PortMapping> ports) {
        Matcher named = PORT.matcher(of(refused));
        if (!named.find()) {
            return failure(refused);
        }
        int port = Integer.parseInt(named.group(1));
        boolean ours = ports.stream().anyMatch(mapping -> mapping.externalPort() == port);
        return new WorkloadFailure(FailureCause.PORT_TAKEN, of(refused), ours ? port : null)
                .asException(ErrorCode.KUBERNETES_ERROR);
    }
}
