// print and println take the results of a call, also deferred.
package main

func two() (int, string) { return 1, "b" }

func main() {
	println(two())
	print(two())
	println()
	defer println(two())
}
