const services = ["identity", "workspace", "scheduler", "billing", "gis"];

window.ui = SwaggerUIBundle({
    urls: [
        { name: "all", url: "/v3/api-docs" },
        ...services.map(name => ({ name, url: `/v3/api-docs/${name}` })),
    ],
    dom_id: "#swagger-ui",
    deepLinking: true,
    presets: [SwaggerUIBundle.presets.apis, SwaggerUIStandalonePreset],
    layout: "StandaloneLayout",
});
