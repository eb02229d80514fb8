/** A large program: some 640 packages of the Kubernetes client. Needs `go mod tidy`, which may download them. */
export function generateClientGo() {
  return {
    'go.work': 'go 1.23.0\n\nuse ./app\n',
    'app/go.mod': 'module example.com/bench/app\n\ngo 1.23.0\n\nrequire k8s.io/client-go v0.32.3\n',
    'app/main.go': mainFile('first'),
  };
}

/** The program with another value in it. */
export function mainFile(value) {
  return `package main

import (
	"fmt"

	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/rest"
)

var version = "dev"

func main() {
	client, err := kubernetes.NewForConfig(&rest.Config{Host: "https://localhost"})
	fmt.Println(version, "${value}", client != nil, err)
}
`;
}
