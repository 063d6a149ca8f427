package io.remotegpu.web.openapi;

import io.remotegpu.contracts.error.ErrorCode;
import io.remotegpu.web.Answers;
import io.remotegpu.web.Precondition;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springframework.http.HttpStatus;
import org.springframework.web.method.HandlerMethod;

/** Describes the statuses of an operation: of its success, and of each refusal with the names of the errors that it stands for. */
final class AnswerCodes implements OperationCustomizer {
    private static final String OK = "200";
    private static final Schema<?> ERROR =
            new Schema<>().$ref("#/components/schemas/" + OpenApiAutoConfiguration.ERROR);

    @Override
    public Operation customize(Operation operation, HandlerMethod method) {
        Answers answers = method.getMethodAnnotation(Answers.class);
        ApiResponses responses = operation.getResponses();
        List<ErrorCode> own = answers == null ? List.of() : List.of(answers.refuses());
        if (answers != null) {
            succeedWith(answers.value(), responses);
        }
        Set<ErrorCode> refusals = inputRefusals(operation);
        if (hasPrecondition(method)) {
            refusals.add(ErrorCode.PRECONDITION_FAILED);
        }
        if (own.stream().anyMatch(code -> code.httpStatus() == ErrorCode.NOT_FOUND.httpStatus())) {
            refusals.remove(ErrorCode.NOT_FOUND);
        }
        refusals.addAll(own);
        byStatus(refusals).forEach((status, names) -> responses.addApiResponse(status, refusal(names)));
        return operation;
    }

    private static boolean hasPrecondition(HandlerMethod method) {
        return Arrays.asList(method.getMethod().getParameterTypes()).contains(Precondition.class);
    }

    private static void succeedWith(HttpStatus status, ApiResponses responses) {
        ApiResponse success = responses.remove(OK);
        if (success != null) {
            success.setDescription(status.getReasonPhrase());
            responses.addApiResponse(
                    String.valueOf(status.value()), status == HttpStatus.NO_CONTENT ? success.content(null) : success);
        }
    }

    private static Set<ErrorCode> inputRefusals(Operation operation) {
        Set<ErrorCode> refusals = EnumSet.noneOf(ErrorCode.class);
        List<Parameter> parameters = operation.getParameters() == null ? List.of() : operation.getParameters();
        if (!parameters.isEmpty() || operation.getRequestBody() != null) {
            refusals.add(ErrorCode.VALIDATION_FAILED);
        }
        if (operation.getRequestBody() != null) {
            refusals.add(ErrorCode.MALFORMED_JSON);
        }
        if (parameters.stream().anyMatch(parameter -> "path".equals(parameter.getIn()))) {
            refusals.add(ErrorCode.NOT_FOUND);
        }
        return refusals;
    }

    private static Map<String, String> byStatus(Set<ErrorCode> refusals) {
        return refusals.stream()
                .sorted()
                .collect(Collectors.groupingBy(
                        code -> String.valueOf(code.httpStatus()),
                        TreeMap::new,
                        Collectors.mapping(ErrorCode::wireName, Collectors.joining(", "))));
    }

    private static ApiResponse refusal(String names) {
        return new ApiResponse()
                .description(names)
                .content(new Content().addMediaType("application/json", new MediaType().schema(ERROR)));
    }
}
