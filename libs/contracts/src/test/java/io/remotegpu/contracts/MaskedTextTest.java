package io.remotegpu.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.contracts.workload.MaskedText;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaskedTextTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "cannot reach postgres://ada:s3cret@db:5432/city | cannot reach postgres://ada:***@db:5432/city",
                "PASSWORD=s3cret host=db                         | PASSWORD=*** host=db",
                "{\"password\": \"s3 cret\", \"port\": 1}        | {\"password\": ***, \"port\": 1}",
                "api_key: 's3cret'; done                         | api_key: ***; done",
                "users.xml has digest1:AbC+/9==                  | users.xml has digest1:***",
                "GET http://host:8080/path ok                    | GET http://host:8080/path ok",
            })
    void hidesWhatLooksLikeASecretAndNothingElse(String said, String shown) {
        assertThat(MaskedText.of(said)).isEqualTo(shown);
    }
}
