package io.remotegpu.agent.gpu;

import io.remotegpu.agent.gpu.GpuReading.Cause;
import io.remotegpu.agent.gpu.GpuReading.Devices;
import io.remotegpu.agent.gpu.GpuReading.Unavailable;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** Reads the XML of {@code nvidia-smi -q -x}. The files name a DTD that is never fetched, and no entity is resolved. */
final class NvidiaSmiXml {
    private NvidiaSmiXml() {}

    static GpuReading parse(String xml) {
        return parse(xml, MigListing.NONE);
    }

    /** With the slices that the listing names, each beside the GPU that it is of. */
    static GpuReading parse(String xml, MigListing listing) {
        try {
            Element root = secureBuilder()
                    .parse(new InputSource(new StringReader(xml)))
                    .getDocumentElement();
            return devices(root, listing);
        } catch (SAXException | IOException e) {
            return new Unavailable(Cause.UNREADABLE, "nvidia-smi printed no readable XML: " + e.getMessage());
        }
    }

    private static GpuReading devices(Element root, MigListing listing) {
        XmlNode log = new XmlNode(root);
        List<Gpu> gpus = new ArrayList<>();
        List<XmlNode> elements = log.children("gpu");
        for (int index = 0; index < elements.size(); index++) {
            Gpu gpu = GpuElement.read(elements.get(index), index);
            gpus.add(gpu);
            gpus.addAll(MigElement.slices(elements.get(index), gpu, listing));
        }
        return gpus.isEmpty()
                ? new Unavailable(Cause.NO_DEVICES, "the driver lists no GPU")
                : new Devices(
                        log.text("driver_version").orElse("unknown"),
                        List.copyOf(gpus),
                        log.text("cuda_version").orElse(null));
    }

    private static DocumentBuilder secureBuilder() {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
            factory.setFeature("http://xml.org/sax/features/external-general-entities", false);
            factory.setFeature("http://xml.org/sax/features/external-parameter-entities", false);
            factory.setXIncludeAware(false);
            factory.setExpandEntityReferences(false);
            DocumentBuilder builder = factory.newDocumentBuilder();
            builder.setErrorHandler(new DefaultHandler());
            return builder;
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("this JDK has no secure XML parser", e);
        }
    }
}
