package io.remotegpu.web.error;

import io.remotegpu.web.request.ApiVersion;
import java.io.IOException;
import org.apache.catalina.Container;
import org.apache.catalina.Context;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives the envelope to what the container refuses before any filter sees it, such as a path with an encoded slash or headers without end. */
final class RefusedByContainer extends ErrorReportValve {
    private static final Logger LOG = LoggerFactory.getLogger(RefusedByContainer.class);
    private static final int FIRST_REFUSAL = 400;

    private final ErrorAnswers answers;

    RefusedByContainer(ErrorAnswers answers) {
        this.answers = answers;
    }

    /** Stands inside of the container's own reports, and so speaks first. */
    void install(Context context) {
        Container host = context.getParent();
        if (host instanceof StandardHost standard) {
            standard.setErrorReportValveClass(RefusedByContainer.class.getName());
        }
        host.getPipeline().addValve(this);
    }

    @Override
    protected void report(Request request, Response response, @Nullable Throwable failure) {
        int status = response.getStatus();
        if (status < FIRST_REFUSAL || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        response.setHeader(ApiVersion.HEADER, ApiVersion.CURRENT);
        response.setContentType("application/json");
        response.setCharacterEncoding("utf-8");
        try {
            response.getReporter().write(answers.text(ErrorFallback.refusal(status)));
            response.finishResponse();
        } catch (IOException gone) {
            LOG.debug("nobody waits for the refusal any more", gone);
        }
    }
}
