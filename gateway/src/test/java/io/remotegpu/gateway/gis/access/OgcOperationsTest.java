package io.remotegpu.gateway.gis.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.server.PathContainer;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

class OgcOperationsTest {
    private static final List<String> WRITING = List.of("Transaction", "LockFeature");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<wfs:Transaction service='WFS'/>",
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Transaction>",
                "<soap:Body><wfs:LockFeature\n/></soap:Body>",
                "<GetFeature/><!-- padding --><wfs:transaction>",
                "service=WFS&request=Transaction",
                "REQUEST=transaction&service=WFS",
                "service=WFS&request=%54ransaction",
                "re%71uest=LockFeature",
                "a=b&request%20=%01Transaction%1F&c=d",
                "service=Transaction&version=1.1.0",
                "<wfs:Transaction\u001fservice='WFS'/>",
                "<x request=' Transaction '/>",
                "{\"type\":\"Feature\",\"geometry\":null}",
                "[{\"op\":\"remove\"}]",
                "--boundary\r\nContent-Disposition: form-data; name=request",
                "<!DOCTYPE x [<!ENTITY t 'y'>]><x/>",
                "<?xml version='1.0' encoding='UTF-7'?><GetFeature/>"
            })
    void findsWhatChangesDataOrCannotBeRead(String body) {
        assertThat(inBody(body, StandardCharsets.UTF_8)).isTrue();
    }

    @Test
    void takesOtherEncodingsForWriting() {
        String transaction = "<wfs:Transaction/>";

        assertThat(inBody(transaction, StandardCharsets.UTF_16)).isTrue();
        assertThat(inBody(transaction, Charset.forName("UTF-32"))).isTrue();
        assertThat(inBody(transaction, Charset.forName("IBM037"))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<wfs:GetFeature service='WFS'><wfs:Query typeName='bank:Transactions'/></wfs:GetFeature>",
                "<GetFeature><Literal>100 %</Literal></GetFeature>",
                "<?xml version='1.0' encoding='utf-8'?><GetFeature><Literal>Zürich</Literal></GetFeature>",
                "service=WFS&request=GetFeature&cql_filter=name%3D'Transaction'",
                "service=WFS&version=2.0.0&request=GetFeature&typeNames=a%3Ab"
            })
    void letsReadingPass(String body) {
        assertThat(inBody(body, StandardCharsets.UTF_8)).isFalse();
    }

    @Test
    void takesAFormThatDoesNotDecodeForWriting() {
        assertThat(inBody("service=WFS&x=%zz&re%71uest=%54ransaction", StandardCharsets.UTF_8))
                .isTrue();
        byte[] likeXml = "<a>=%zz&re%71uest=%54ransaction".getBytes(StandardCharsets.UTF_8);
        assertThat(OgcOperations.inBody(likeXml, true, WRITING)).isTrue();
    }

    @Test
    void readsLongBodiesOfBlanksAndDeclarations() {
        int most = 1024 * 1024;

        assertThat(inBody("<x>request=" + " ".repeat(most), StandardCharsets.UTF_8))
                .isFalse();
        assertThat(inBody("<?xml ".repeat(most / 6), StandardCharsets.UTF_8)).isFalse();
    }

    @Test
    void readsTheQueryWhateverItsCase() {
        assertThat(OgcOperations.inQuery(query("Request", "TRANSACTION"), WRITING))
                .isTrue();
        assertThat(OgcOperations.inQuery(query("request", "GetMap"), WRITING)).isFalse();
        assertThat(OgcOperations.inQuery(query("layers", "Transaction"), WRITING))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0000Transaction", "Transaction\u001f", " transaction\t", "LOCKFEATURE"})
    void dropsWhatInstancesDropAroundAName(String value) {
        assertThat(OgcOperations.inQuery(query("request", value), WRITING)).isTrue();
        assertThat(OgcOperations.inQuery(query(" REQUEST\u0001", value), WRITING))
                .isTrue();
        assertThat(OgcOperations.inQuery(query("service", value), WRITING)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/wfs/Transaction", "/geoserver/wfs/lockfeature/", "/wfs/%54ransaction", "/Transaction%20/x"})
    void findsAnOperationInThePath(String path) {
        assertThat(OgcOperations.inPath(PathContainer.parsePath(path), WRITING)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/wfs/GetFeature", "/tiles/Transactions/1/2/3"})
    void letsPathsOfReadingPass(String path) {
        assertThat(OgcOperations.inPath(PathContainer.parsePath(path), WRITING)).isFalse();
    }

    private static boolean inBody(String body, Charset encoding) {
        return OgcOperations.inBody(body.getBytes(encoding), false, WRITING);
    }

    private static MultiValueMap<String, String> query(String name, String value) {
        MultiValueMap<String, String> query = new LinkedMultiValueMap<>();
        query.add(name, value);
        return query;
    }
}
