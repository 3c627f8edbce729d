package hookworks.server.cli.report;

import hookworks.course.Section;
import hookworks.grader.engine.report.CheckResult;
import hookworks.grader.engine.report.ExerciseVerdict;
import hookworks.grader.engine.report.GradingReport;
import hookworks.grader.engine.report.Verdict;
import java.io.StringWriter;
import java.util.List;
import java.util.Optional;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * A grading report as the XML that continuous integration reads from JUnit: one suite per exercise, one case per
 * check. An exercise without checks, such as one that did not compile, is one case of its own.
 */
public final class JUnitReport {
    private final CourseOutline outline;

    public JUnitReport(CourseOutline outline) {
        this.outline = outline;
    }

    public String write(GradingReport report) {
        var text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            startElement(xml, 0, "testsuites");
            xml.writeAttribute("name", "hookworks");
            for (ExerciseVerdict verdict : report.exercises()) {
                suite(xml, verdict);
            }
            endElement(xml, 0);
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("a report could not be written as XML, to memory", e);
        }
        return text + "\n";
    }

    private void suite(XMLStreamWriter xml, ExerciseVerdict verdict) throws XMLStreamException {
        List<CheckResult> cases = casesOf(verdict);
        startElement(xml, 1, "testsuite");
        xml.writeAttribute("name", verdict.exercise());
        xml.writeAttribute("tests", Integer.toString(cases.size()));
        for (CaseElement element : CaseElement.values()) {
            xml.writeAttribute(element.counter, Long.toString(count(cases, element)));
        }
        for (CheckResult check : cases) {
            testCase(xml, className(verdict.exercise()), check);
        }
        if (!verdict.checks().isEmpty() && verdict.feedback().isPresent()) {
            startElement(xml, 2, "system-out");
            xml.writeCharacters(VisibleText.of(verdict.feedback().get()));
            xml.writeEndElement();
        }
        endElement(xml, 1);
    }

    private static List<CheckResult> casesOf(ExerciseVerdict verdict) {
        return verdict.checks().isEmpty()
                ? List.of(new CheckResult(verdict.exercise(), verdict.verdict(), verdict.feedback()))
                : verdict.checks();
    }

    private static long count(List<CheckResult> cases, CaseElement element) {
        return cases.stream()
                .filter(check -> CaseElement.of(check.outcome()).equals(Optional.of(element)))
                .count();
    }

    private String className(String exercise) {
        return outline.sectionOf(exercise).map(Section::slug).orElse("hookworks") + "." + exercise;
    }

    private static void testCase(XMLStreamWriter xml, String className, CheckResult check) throws XMLStreamException {
        startElement(xml, 2, "testcase");
        xml.writeAttribute("classname", className);
        xml.writeAttribute("name", VisibleText.of(check.name()));
        Optional<CaseElement> element = CaseElement.of(check.outcome());
        if (element.isPresent()) {
            startElement(xml, 3, element.get().tag);
            xml.writeAttribute("message", messageOf(check));
            xml.writeCharacters(VisibleText.of(check.feedback().orElse("")));
            xml.writeEndElement();
            endElement(xml, 2);
        } else {
            xml.writeEndElement();
        }
    }

    /** One line: a line end inside an attribute would not survive being read. */
    private static String messageOf(CheckResult check) {
        String firstLine =
                check.feedback().flatMap(text -> text.lines().findFirst()).orElse("");
        return VisibleText.of(
                firstLine.isEmpty()
                        ? check.outcome().inWords()
                        : check.outcome().inWords() + ": " + firstLine.replace('\t', ' '));
    }

    private static void startElement(XMLStreamWriter xml, int depth, String name) throws XMLStreamException {
        newLine(xml, depth);
        xml.writeStartElement(name);
    }

    private static void endElement(XMLStreamWriter xml, int depth) throws XMLStreamException {
        newLine(xml, depth);
        xml.writeEndElement();
    }

    private static void newLine(XMLStreamWriter xml, int depth) throws XMLStreamException {
        xml.writeCharacters("\n" + "  ".repeat(depth));
    }

    /** What stands in a case that did not pass, and the attribute of its suite that counts it. */
    private enum CaseElement {
        FAILURE("failure", "failures"),
        ERROR("error", "errors"),
        SKIPPED("skipped", "skipped");

        private final String tag;
        private final String counter;

        CaseElement(String tag, String counter) {
            this.tag = tag;
            this.counter = counter;
        }

        static Optional<CaseElement> of(Verdict verdict) {
            return switch (verdict) {
                case PASSED -> Optional.empty();
                case FAILED -> Optional.of(FAILURE);
                case ERRORED, LIMIT_EXCEEDED, NOT_JUDGED -> Optional.of(ERROR);
                case NOT_ATTEMPTED -> Optional.of(SKIPPED);
            };
        }
    }
}
