package org.torrent.author;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** A pom of this build, as far as the kit reads it. */
final class Pom {
    /** A dependency as it is written; texts that are missing are empty. */
    record Dependency(String group, String artifact, String version, String scope, boolean optional) {}

    private final Path file;
    private final Element project;

    private Pom(Path file, Element project) {
        this.file = file;
        this.project = project;
    }

    static Pom read(Path file) throws IOException {
        try {
            return new Pom(
                    file,
                    DocumentBuilderFactory.newInstance()
                            .newDocumentBuilder()
                            .parse(file.toFile())
                            .getDocumentElement());
        } catch (ParserConfigurationException | SAXException e) {
            throw new IOException("can't read " + file + ": " + e.getMessage(), e);
        }
    }

    String artifact() {
        return text(project, "artifactId");
    }

    String name() {
        return text(project, "name");
    }

    String version() {
        return text(project, "version");
    }

    /** Its own dependencies. */
    List<Dependency> dependencies() {
        return dependencies(child(project, "dependencies"));
    }

    /** The dependencies whose versions it manages. */
    List<Dependency> managed() {
        return dependencies(child(child(project, "dependencyManagement"), "dependencies"));
    }

    /** The version that it manages for a dependency. */
    String managed(String group, String artifact) {
        return managed().stream()
                .filter(found -> found.group().equals(group) && found.artifact().equals(artifact))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(file + " has no version of " + group + ":" + artifact
                        + ", which authors of plugins get: add it"))
                .version();
    }

    /** The version of a plugin that it manages. */
    String plugin(String artifact) {
        Element plugins = child(child(child(project, "build"), "pluginManagement"), "plugins");
        for (Element plugin : children(plugins, "plugin")) {
            if (text(plugin, "artifactId").equals(artifact)) {
                return resolved(text(plugin, "version"));
            }
        }
        throw new IllegalStateException(file + " has no version of the plugin " + artifact);
    }

    private String resolved(String text) {
        return text.startsWith("${") ? text(child(project, "properties"), text.substring(2, text.length() - 1)) : text;
    }

    private static List<Dependency> dependencies(Element list) {
        return children(list, "dependency").stream()
                .map(one -> new Dependency(
                        text(one, "groupId"),
                        text(one, "artifactId"),
                        text(one, "version"),
                        text(one, "scope"),
                        text(one, "optional").equals("true")))
                .toList();
    }

    private static String text(Element parent, String name) {
        Element found = child(parent, name);
        return found == null ? "" : found.getTextContent().strip();
    }

    private static Element child(Element parent, String name) {
        List<Element> found = children(parent, name);
        return found.isEmpty() ? null : found.get(0);
    }

    private static List<Element> children(Element parent, String name) {
        List<Element> found = new ArrayList<>();
        NodeList all = parent == null ? null : parent.getChildNodes();
        for (int i = 0; all != null && i < all.getLength(); i++) {
            Node node = all.item(i);
            if (node instanceof Element element && element.getTagName().equals(name)) {
                found.add(element);
            }
        }
        return found;
    }
}
