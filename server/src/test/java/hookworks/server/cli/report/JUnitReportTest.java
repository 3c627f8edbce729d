package hookworks.server.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

@DisplayName("The JUnit report")
final class JUnitReportTest {
    private final String xml = new JUnitReport(Reports.OUTLINE).write(Reports.mixed());

    @Test
    @DisplayName("is, byte for byte, the one that was looked at by a person")
    void matchesTheGoldenFile() {
        assertThat(xml).isEqualTo(GoldenFile.text("mixed.xml"));
    }

    @Test
    @DisplayName("is XML that a strict parser reads, whatever a submission said")
    void isWellFormed() throws Exception {
        Element failure = first(parsed(), "failure");

        assertThat(failure.getAttribute("message")).isEqualTo("failed: expected <1> & \"two\"");
        assertThat(failure.getTextContent())
                .startsWith("expected <1> & \"two\"\n␛[32mall passed␛[0m ]]> ␀ ")
                .endsWith("gnirts \ufffd");
    }

    @Test
    @DisplayName("counts failures, errors and what was not attempted apart")
    void counts() throws Exception {
        Element suite = first(parsed(), "testsuite");

        assertThat(suite.getAttribute("tests")).isEqualTo("4");
        assertThat(suite.getAttribute("failures")).isEqualTo("1");
        assertThat(suite.getAttribute("errors")).isEqualTo("1");
        assertThat(suite.getAttribute("skipped")).isEqualTo("1");
    }

    private Document parsed() throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
    }

    private static Element first(Document document, String tag) {
        return (Element) document.getElementsByTagName(tag).item(0);
    }
}
